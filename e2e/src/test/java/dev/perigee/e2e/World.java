package dev.perigee.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.e2e.media.MediaEndpoint;
import dev.perigee.testkit.AwsCli;
import dev.perigee.testkit.PerigeeSuite;
import dev.perigee.testkit.S3Process;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A suite with three edges and two origin-services, an HTTP origin, an S3 server that wants
 * signatures, and a distribution over both: {@code /media/*} comes from the bucket, the rest from
 * the HTTP origin. Beside them a server of live media, of which no distribution knows yet. Started
 * once for all tests; each test uses paths of its own.
 */
public final class World implements AutoCloseable {

  static final String BUCKET = "media-bucket";
  static final int ORIGIN_SERVICES = 2;

  private final ScriptedOrigin origin;
  private final S3Process s3;
  private final ScriptedOrigin live;
  private final PerigeeSuite suite;
  private final Distribution distribution;

  /** A distribution as the API returned it. */
  record Distribution(String id, String domainName) {}

  private World(ScriptedOrigin origin, S3Process s3, ScriptedOrigin live, PerigeeSuite suite) {
    this.origin = origin;
    this.s3 = s3;
    this.live = live;
    this.suite = suite;
    this.distribution = create();
  }

  private static World start() {
    ScriptedOrigin origin = ScriptedOrigin.start();
    S3Process s3 = S3Process.start();
    ScriptedOrigin live = ScriptedOrigin.start();
    PerigeeSuite suite =
        PerigeeSuite.start(
            3,
            Map.of(
                "PERIGEE_ORIGIN_SERVICES",
                String.valueOf(ORIGIN_SERVICES),
                "PERIGEE_ORIGIN_ENDPOINTS",
                "s3.us-east-1.amazonaws.com="
                    + s3.endpoint()
                    + ",s3.eu-west-1.amazonaws.com="
                    + s3.virtualHostEndpoint()
                    + ","
                    + endpoint(live),
                "PERIGEE_EDGE_ACCESS_LOG_ROTATE_AFTER",
                "1s",
                "PERIGEE_EDGE_ACCESS_LOG_DELIVERY_ENDPOINT",
                s3.url(),
                "PERIGEE_EDGE_ACCESS_LOG_DELIVERY_ACCESS_KEY_ID",
                s3.accessKeyId(),
                "PERIGEE_EDGE_ACCESS_LOG_DELIVERY_SECRET_ACCESS_KEY",
                s3.secretAccessKey()));
    return new World(origin, s3, live, suite);
  }

  private static String endpoint(ScriptedOrigin live) {
    return "%s=http://%s:%s@127.0.0.1:%d"
        .formatted(
            MediaEndpoint.DOMAIN_SUFFIX, MediaEndpoint.KEY, MediaEndpoint.SECRET, live.port());
  }

  private Distribution create() {
    String accessControl =
        cloudfront(
                "create-origin-access-control",
                "--origin-access-control-config",
                """
                {"Name": "media", "SigningProtocol": "sigv4", "SigningBehavior": "always",
                 "OriginAccessControlOriginType": "s3"}
                """)
            .at("/OriginAccessControl/Id")
            .asText();
    JsonNode created =
        cloudfront(
                "create-distribution",
                "--distribution-config",
                new DistributionConfig("e2e")
                    .httpOrigin("site", origin.port())
                    .s3Origin("media", BUCKET, accessControl)
                    .behavior("/media/*", "media")
                    .json("site"))
            .path("Distribution");
    Distribution made =
        new Distribution(created.path("Id").asText(), created.path("DomainName").asText());
    awaitDeployed(made.id());
    return made;
  }

  ScriptedOrigin origin() {
    return origin;
  }

  /** The server of live media. */
  ScriptedOrigin live() {
    return live;
  }

  S3Process s3() {
    return s3;
  }

  public PerigeeSuite suite() {
    return suite;
  }

  Distribution distribution() {
    return distribution;
  }

  /** A viewer of the distribution at an edge, counted from 0. */
  Viewer viewer(int edge) {
    return new Viewer(suite.edge(edge), distribution.domainName());
  }

  /** Runs {@code aws cloudfront ARGUMENTS}, which must succeed. */
  JsonNode cloudfront(String... arguments) {
    return run(suite.aws(), arguments).json();
  }

  static AwsCli.Result run(AwsCli aws, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "cloudfront";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return aws.run(command);
  }

  void awaitDeployed(String id) {
    await("wait", "distribution-deployed", "--id", id);
  }

  /** Invalidates paths and waits until that is completed. */
  void invalidate(String... paths) {
    invalidateIn(distribution, paths);
  }

  /** Has a path count as stale, and waits until that is completed. */
  void invalidateSoftly(String path) throws IOException, InterruptedException {
    AwsCli aws = suite.aws();
    byte[] batch =
        """
        <InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">
          <Paths><Quantity>1</Quantity><Items><Path>%s</Path></Items></Paths>
          <CallerReference>%s</CallerReference>
        </InvalidationBatch>
        """
            .formatted(path, UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> created =
        new SignedApi(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey())
            .send(
                "POST",
                "/2020-05-31/distribution/" + distribution.id() + "/invalidation",
                batch,
                Map.of("X-Perigee-Invalidation", "soft"));
    String[] parts = created.body().split("</?Id>", 3);
    if (created.statusCode() != 201 || parts.length != 3) {
      throw new AssertionError(created.statusCode() + ": " + created.body());
    }
    await(
        "wait", "invalidation-completed", "--distribution-id", distribution.id(), "--id", parts[1]);
  }

  /** Invalidates paths and cache tags of a distribution and waits until that is completed. */
  void invalidateIn(Distribution target, String... paths) {
    String[] command = new String[paths.length + 4];
    command[0] = "create-invalidation";
    command[1] = "--distribution-id";
    command[2] = target.id();
    command[3] = "--paths";
    System.arraycopy(paths, 0, command, 4, paths.length);
    String id = cloudfront(command).at("/Invalidation/Id").asText();
    await("wait", "invalidation-completed", "--distribution-id", target.id(), "--id", id);
  }

  private void await(String... arguments) {
    AwsCli.Result result = run(suite.aws(), arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + result.errors());
    }
  }

  @Override
  public void close() {
    suite.close();
    s3.close();
    live.close();
    origin.close();
  }

  /** Hands the one world to the tests that ask for it. */
  public static final class Provider implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(World.class))
          .computeIfAbsent(World.class, _ -> World.start(), World.class);
    }
  }
}
