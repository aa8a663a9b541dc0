package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate for the servers under test, by the curve that they all know.
 *
 * @param both certificate and key in one file
 */
record TestCertificate(Path certificate, Path key, Path both) {

  static TestCertificate in(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    Programs.output(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=bench.localhost",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    Path both = directory.resolve("both.pem");
    Files.writeString(both, Files.readString(certificate) + Files.readString(key));
    return new TestCertificate(certificate, key, both);
  }
}
