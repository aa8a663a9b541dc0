package dev.perigee.router.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the 95th percentile of each way over time. */
final class Plot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int MARGIN = 50;

  /** What the plot's height shows; what takes longer runs along its top. */
  private static final double MOST_MILLIS = 250;

  private static final Map<String, String> COLOURS =
      Map.of(
          "random", "#999999",
          "geography", "#cc7722",
          "resolver", "#7755bb",
          "alone", "#66bbdd",
          "perigee", "#0066cc",
          "oracle", "#229944");

  private Plot() {}

  static String of(Map<String, List<Simulation.Step>> results, int failsAt) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\"><rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>",
        WIDTH,
        HEIGHT);
    for (int millis = 0; millis <= MOST_MILLIS; millis += 50) {
      add(
          svg,
          "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/><text x=\"8\" y=\"%.1f\">%d ms</text>",
          MARGIN,
          y(millis),
          WIDTH - MARGIN,
          y(millis) + 4,
          millis);
    }
    int steps = results.values().iterator().next().size();
    add(
        svg,
        "<path d=\"M%1$.1f %2$.1fV%3$.1f\" stroke=\"#cc0000\" stroke-dasharray=\"4\"/>"
            + "<text x=\"%4$.1f\" y=\"16\">the largest edge dies</text>",
        x(failsAt, steps),
        y(0),
        y(MOST_MILLIS),
        x(failsAt, steps) + 4);
    int legend = MARGIN;
    for (Map.Entry<String, List<Simulation.Step>> way : results.entrySet()) {
      String colour = COLOURS.getOrDefault(way.getKey(), "#000000");
      add(svg, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" d=\"M", colour);
      for (int step = 0; step < steps; step++) {
        add(svg, "%.1f %.1f ", x(step, steps), y(way.getValue().get(step).p95()));
      }
      add(
          svg,
          "\"/><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
          legend,
          HEIGHT - 10,
          colour,
          way.getKey());
      legend += 100;
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(int step, int steps) {
    return MARGIN + (double) step / steps * (WIDTH - 2 * MARGIN);
  }

  private static double y(double millis) {
    double share = Math.min(millis, MOST_MILLIS) / MOST_MILLIS;
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  }

  private static void add(StringBuilder to, String format, Object... arguments) {
    to.append(String.format(Locale.ROOT, format, arguments));
  }
}
