package dev.perigee.router.simulation;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.guess.GlobePoint;
import java.util.Random;

/**
 * Edges and clients' networks on a globe, and how long the way between them takes.
 *
 * <ul>
 *   <li>Cities lie around the middles of six continents; the k-th largest has a share of the people
 *       that falls with k (Zipf). Edges stand in the largest ones.
 *   <li>Networks are /24s in blocks of a /16. A block belongs to one city; each seventh of its
 *       networks is elsewhere on the continent. So a wider network says much of a narrower one, and
 *       not everything.
 *   <li>A way takes the time of its length (200 km a millisecond, there and back), stretched by 1.2
 *       to 2 and more by block and edge, as providers go round about; one in twelve of block and
 *       edge goes far round, by 20 ms and more; and what the client's own line takes, 8 ms at the
 *       median.
 *   <li>The geographic database is wrong about each twentieth network: it says another city.
 * </ul>
 *
 * <p>Everything follows from the seed.
 */
final class Earth {

  private static final int CITIES_PER_EDGE_PERCENT = 150;
  private static final int NETWORKS_A_BLOCK = 256;
  private static final double EARTH_RADIUS_KM = 6_371;
  private static final double KM_A_MILLI = 100;

  /** Latitude, longitude and share of the people of each continent. */
  private static final double[][] CONTINENTS = {
    {40, -95, 0.22}, {-15, -58, 0.1}, {49, 10, 0.24}, {5, 20, 0.1}, {25, 95, 0.29}, {-30, 145, 0.05}
  };

  private final double[][] cities;
  private final int[] cityContinent;
  private final int[] edgeCity;
  private final int[] networkCity;
  private final int[] believedCity;
  private final double[] demand;
  private final float[][] millis;

  Earth(long seed, int edges, int networks) {
    Random random = new Random(seed);
    int count = edges * CITIES_PER_EDGE_PERCENT / 100;
    cities = new double[count][];
    cityContinent = new int[count];
    double[] people = new double[count];
    for (int i = 0; i < count; i++) {
      cityContinent[i] = continent(random);
      double[] middle = CONTINENTS[cityContinent[i]];
      cities[i] =
          new double[] {
            middle[0] + random.nextGaussian() * 9, middle[1] + random.nextGaussian() * 15
          };
      people[i] = 1.0 / (i + 3);
    }
    edgeCity = new int[edges];
    for (int i = 0; i < edges; i++) {
      edgeCity[i] = i;
    }
    networkCity = new int[networks];
    believedCity = new int[networks];
    demand = new double[networks];
    millis = new float[networks][edges];
    Lottery home = new Lottery(people);
    int blockCity = 0;
    for (int network = 0; network < networks; network++) {
      if (network % NETWORKS_A_BLOCK == 0) {
        blockCity = home.draw(random);
      }
      networkCity[network] =
          random.nextInt(7) == 0 ? sameContinent(blockCity, home, random) : blockCity;
      believedCity[network] = random.nextInt(20) == 0 ? home.draw(random) : networkCity[network];
      demand[network] = Math.exp(random.nextGaussian());
      double line = 8 * Math.exp(0.5 * random.nextGaussian());
      for (int edge = 0; edge < edges; edge++) {
        millis[network][edge] = (float) (line + wayMillis(seed, network, edge));
      }
    }
  }

  private static int continent(Random random) {
    double drawn = random.nextDouble();
    int continent = 0;
    while (continent < CONTINENTS.length - 1 && drawn > CONTINENTS[continent][2]) {
      drawn -= CONTINENTS[continent][2];
      continent++;
    }
    return continent;
  }

  private int sameContinent(int city, Lottery home, Random random) {
    int other = home.draw(random);
    while (cityContinent[other] != cityContinent[city]) {
      other = home.draw(random);
    }
    return other;
  }

  private double wayMillis(long seed, int network, int edge) {
    Random pair =
        new Random(seed ^ ((long) (network / NETWORKS_A_BLOCK) << 32) ^ (edge * 0x9e3779b9L));
    pair.nextInt();
    double stretch = 1.2 + 0.3 * -Math.log(1 - pair.nextDouble());
    double detour = pair.nextInt(12) == 0 ? 20 - 40 * Math.log(1 - pair.nextDouble()) : 0;
    return kilometres(networkCity[network], edgeCity[edge]) / KM_A_MILLI * stretch + detour;
  }

  private double kilometres(int cityA, int cityB) {
    double[] a = cities[cityA];
    double[] b = cities[cityB];
    double latitudes = Math.toRadians(a[0] - b[0]) / 2;
    double longitudes = Math.toRadians(a[1] - b[1]) / 2;
    double h =
        Math.pow(Math.sin(latitudes), 2)
            + Math.cos(Math.toRadians(a[0]))
                * Math.cos(Math.toRadians(b[0]))
                * Math.pow(Math.sin(longitudes), 2);
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
  }

  int edges() {
    return edgeCity.length;
  }

  int networks() {
    return networkCity.length;
  }

  /** How much of the traffic comes from a network at an hour of the day at longitude 0. */
  double demand(int network, double hour) {
    double local = hour + cities[networkCity[network]][1] / 15;
    return demand[network] * (1 + 0.7 * Math.cos((local - 20) / 24 * 2 * Math.PI));
  }

  /** The round-trip time at the median, in milliseconds. */
  double roundTripMillis(int network, int edge) {
    return millis[network][edge];
  }

  /** How far the geographic database believes an edge to be. */
  double believedKilometres(int network, int edge) {
    return kilometres(believedCity[network], edgeCity[edge]);
  }

  /** Where the geographic database believes a network to be. */
  GlobePoint believedPlace(int network) {
    return point(believedCity[network]);
  }

  /** Where an edge stands. */
  GlobePoint place(int edge) {
    return point(edgeCity[edge]);
  }

  private GlobePoint point(int city) {
    return GlobePoint.at(cities[city][0], Math.IEEEremainder(cities[city][1], 360));
  }

  /** Another network of the same continent, whose resolver this one's clients ask. */
  int neighbour(int network, Random random) {
    int other = random.nextInt(networks());
    while (cityContinent[networkCity[other]] != cityContinent[networkCity[network]]) {
      other = random.nextInt(networks());
    }
    return other;
  }

  /** A network's address. */
  static ClientPrefix prefix(int network) {
    int block = network / NETWORKS_A_BLOCK;
    return ClientPrefix.parse(
        "%d.%d.%d.0/24".formatted(20 + block / 256, block % 256, network % NETWORKS_A_BLOCK));
  }

  /** The network that has an address. */
  static int network(ClientPrefix prefix) {
    byte[] address = prefix.address().getAddress();
    int block = (address[0] - 20) * 256 + (address[1] & 0xff);
    return block * NETWORKS_A_BLOCK + (address[2] & 0xff);
  }
}
