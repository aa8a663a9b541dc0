package dev.perigee.testkit;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import dev.perigee.local.process.WatchedMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An S3 server of its own for a test, which checks signatures (s3proxy, either style). Objects are
 * put by {@link #put}, as by someone at the server itself, and are private.
 */
public final class S3Process implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final String HOST = "localhost";
  private static final String ACCESS_KEY_ID = "S3LOCAL";
  private static final String SECRET_ACCESS_KEY = "s3-local-secret";
  private static final int HEAP_MEGABYTES = 128;

  /** How the server calls what is still on its way to it. */
  private static final Predicate<String> COMING =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$").asPredicate();

  private final TestDirectory directory;
  private final int port;
  private final TestProcess process;

  private S3Process(TestDirectory directory, int port, TestProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts a server and waits until it takes connections. */
  public static S3Process start() {
    TestDirectory directory = TestDirectory.create("s3");
    int port = FreePorts.one();
    try {
      Files.createDirectories(directory.resolve("buckets"));
      Files.writeString(directory.resolve("s3proxy.properties"), settings(directory, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Installation installation = Installation.find();
    Path jar = installation.root().resolve("testkit/target/s3proxy/s3proxy.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is not there (./mvnw -pl testkit package copies it)");
    }
    List<String> command =
        JavaCommand.of(installation)
            .heapMegabytes(HEAP_MEGABYTES)
            .lightCompilation()
            .option("-Djdk.xml.totalEntitySizeLimit=0")
            .mainOn(
                jar.toString(),
                WatchedMain.class.getName(),
                List.of(
                    "org.gaul.s3proxy.Main",
                    "--properties",
                    directory.resolve("s3proxy.properties").toString()));
    S3Process started =
        new S3Process(
            directory,
            port,
            TestProcess.start("s3proxy", command, Map.of(), directory.resolve("s3proxy.log")));
    started.process.awaitReady(() -> Listening.on(port), READY_LIMIT);
    return started;
  }

  private static String settings(TestDirectory directory, int port) {
    return String.join(
        "\n",
        "s3proxy.endpoint=http://127.0.0.1:" + port,
        "s3proxy.virtual-host=" + HOST,
        "s3proxy.authorization=aws-v2-or-v4",
        "s3proxy.identity=" + ACCESS_KEY_ID,
        "s3proxy.credential=" + SECRET_ACCESS_KEY,
        "jclouds.provider=filesystem-nio2",
        "jclouds.filesystem.basedir=" + directory.resolve("buckets"),
        "");
  }

  /** {@code http://localhost:port}; buckets are the first part of the path. */
  public String url() {
    return "http://" + HOST + ":" + port;
  }

  public String accessKeyId() {
    return ACCESS_KEY_ID;
  }

  public String secretAccessKey() {
    return SECRET_ACCESS_KEY;
  }

  /** This server as a value of {@code perigee.origin.endpoints} has it, credentials included. */
  public String endpoint() {
    return endpoint("path");
  }

  /** The same, with the bucket's name in front of the host's. */
  public String virtualHostEndpoint() {
    return endpoint("virtual-host");
  }

  private String endpoint(String style) {
    return "http://%s:%s@%s:%d?style=%s&region=us-east-1"
        .formatted(ACCESS_KEY_ID, SECRET_ACCESS_KEY, HOST, port, style);
  }

  /** Stores an object, and its bucket where that is not there. */
  public void put(String bucket, String key, byte[] content) {
    Path folder = directory.resolve("buckets").resolve(bucket);
    Path file = folder.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      // The server takes what others may read on disk for public.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a bucket that is private. */
  public void makeBucket(String bucket) {
    Path folder = directory.resolve("buckets").resolve(bucket);
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of a bucket's objects, in order. */
  public List<String> keys(String bucket) {
    Path folder = directory.resolve("buckets").resolve(bucket);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(COMING.negate())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of an object. */
  public byte[] object(String bucket, String key) {
    try {
      return Files.readAllBytes(directory.resolve("buckets").resolve(bucket).resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
