package dev.perigee.origin.endpoint;

/** An access key of the operator's, with which requests to one endpoint are signed. */
record Credentials(String accessKeyId, String secretAccessKey) {

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
