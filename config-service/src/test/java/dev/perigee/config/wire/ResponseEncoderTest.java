package dev.perigee.config.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseEncoderTest {

  @Test
  void anErrorHasCloudFrontsForm() {
    WireResponse response =
        ResponseEncoder.error(new ApiException("NoSuchDistribution", "there is no <E1>"), "id-1");
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers())
        .containsEntry("x-amzn-RequestId", "id-1")
        .containsEntry("Content-Type", "text/xml");
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<ErrorResponse xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">"
                + "<Error><Type>Sender</Type><Code>NoSuchDistribution</Code>"
                + "<Message>there is no &lt;E1&gt;</Message></Error>"
                + "<RequestId>id-1</RequestId></ErrorResponse>");
  }

  @Test
  void ourOwnErrorsAreTheReceivers() {
    WireResponse response =
        ResponseEncoder.error(new ApiException("ServiceUnavailable", "later"), "id");
    assertThat(response.status()).isEqualTo(503);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("<Type>Receiver</Type>");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    WireResponse response =
        ResponseEncoder.error(
            ApiException.invalidArgument("a\u0000b\ud800c\u0007\ud834\udd1e"), "id");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("a?b?c?\ud834\udd1e");
  }
}
