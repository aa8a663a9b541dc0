package dev.perigee.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.S3Process;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The access logs that edges have delivered to a bucket. */
record DeliveredLogs(S3Process s3, String bucket) {

  /** A distribution's lines so far, by field, in no order. */
  List<String[]> lines(String distributionId) {
    List<String[]> lines = new ArrayList<>();
    for (String key : s3.keys(bucket)) {
      assertThat(key).matches("[a-z]+/" + distributionId + "\\.[-0-9]{13}\\.[0-9a-f]{8}\\.gz");
      text(key)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(lines::add);
    }
    return lines;
  }

  private String text(String key) {
    byte[] object = s3.object(bucket, key);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return new String(in.readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
