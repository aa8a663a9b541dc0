package dev.perigee.origin.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.Origins;
import dev.perigee.origin.outcome.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final String LOCAL_S3 =
      "s3.us-east-1.amazonaws.com=http://key:se%2Fcret@127.0.0.1:9999?style=path&region=us-east-1";

  @Test
  void anHttpOriginIsWhereItsDefinitionSays() {
    Destination destination =
        locate(List.of(), Origins.http("WWW.example.org", 8081).path("/site").build(), true);

    assertThat(destination)
        .isEqualTo(
            new Destination(
                false,
                "www.example.org",
                8081,
                "www.example.org:8081",
                "/site",
                false,
                false,
                null));
  }

  @Test
  void theSchemesOwnPortIsNotPartOfHost() {
    Destination destination = locate(List.of(), Origins.http("www.example.org", 80).build(), false);

    assertThat(destination.authority()).isEqualTo("www.example.org");
  }

  @Test
  void matchViewerFollowsTheViewer() {
    Origin origin =
        Origins.http("www.example.org", 80).protocol(Origin.Protocol.MATCH_VIEWER).build();

    assertThat(locate(List.of(), origin, true).tls()).isTrue();
    assertThat(locate(List.of(), origin, true).port()).isEqualTo(443);
    assertThat(locate(List.of(), origin, false).tls()).isFalse();
    assertThat(locate(List.of(), origin, false).port()).isEqualTo(80);
  }

  @Test
  void anUnmappedS3OriginIsSpokenToOverHttps() {
    Origin origin =
        Origins.s3("media.s3.us-east-1.amazonaws.com").signing(Origin.Signing.NEVER).build();

    Destination destination = locate(List.of(), origin, false);

    assertThat(destination.tls()).isTrue();
    assertThat(destination.port()).isEqualTo(443);
    assertThat(destination.connectHost()).isEqualTo("media.s3.us-east-1.amazonaws.com");
    assertThat(destination.operatorsOwn()).isFalse();
  }

  @Test
  void pathStylePutsTheBucketInFrontOfThePath() {
    Origin origin = Origins.s3("my.media.s3.us-east-1.amazonaws.com").path("/live").build();

    Destination destination = locate(List.of(LOCAL_S3), origin, true);

    assertThat(destination.pathPrefix()).isEqualTo("/my.media/live");
    assertThat(destination.authority()).isEqualTo("127.0.0.1:9999");
    assertThat(destination.connectHost()).isEqualTo("127.0.0.1");
    assertThat(destination.port()).isEqualTo(9999);
    assertThat(destination.tls()).isFalse();
    assertThat(destination.confined()).isTrue();
    assertThat(destination.operatorsOwn()).isTrue();
    assertThat(destination.signer()).isNotNull();
  }

  @Test
  void virtualHostStyleKeepsTheBucketInTheHost() {
    Destination destination =
        locate(
            List.of("s3.example.net=https://key:secret@store.internal?style=virtual-host"),
            Origins.s3("media.s3.example.net").build(),
            false);

    assertThat(destination.authority()).isEqualTo("media.store.internal");
    assertThat(destination.name()).isEqualTo("media.store.internal");
    assertThat(destination.connectHost()).isEqualTo("store.internal");
    assertThat(destination.pathPrefix()).isEmpty();
    assertThat(destination.port()).isEqualTo(443);
  }

  @Test
  void theLongestSuffixDecidesAndEndsAtALabel() {
    List<String> entries =
        List.of(
            "example.net=http://short.internal",
            "deep.example.net=http://long.internal",
            "ample.net=http://wrong.internal");

    assertThat(locate(entries, Origins.http("a.deep.example.net", 80).build(), false).connectHost())
        .isEqualTo("long.internal");
    assertThat(locate(entries, Origins.http("deep.example.net", 80).build(), false).connectHost())
        .isEqualTo("long.internal");
    assertThat(locate(entries, Origins.http("b.example.net", 80).build(), false).connectHost())
        .isEqualTo("short.internal");
    assertThat(locate(entries, Origins.http("other.org", 80).build(), false).connectHost())
        .isEqualTo("other.org");
  }

  @Test
  void withoutAStyleTheTenantsDomainStaysTheHost() {
    Destination destination =
        locate(
            List.of("mediapackage.eu-west-1.amazonaws.com=http://127.0.0.1:7000"),
            Origins.http("abc.mediapackage.eu-west-1.amazonaws.com", 80).path("/out").build(),
            true);

    assertThat(destination.authority()).isEqualTo("abc.mediapackage.eu-west-1.amazonaws.com");
    assertThat(destination.pathPrefix()).isEqualTo("/out");
    assertThat(destination.connectHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void signingWithoutCredentialsIsAFailureOfItsOwn() {
    Outcome<Destination> outcome =
        Endpoints.of(List.of(), CLOCK)
            .locate(Origins.s3("media.s3.us-east-1.amazonaws.com").build(), false);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.reason()).isEqualTo(OriginFailure.OriginCredentialsMissing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-url",
        "=http://host",
        "a=ftp://key:hidden@host",
        "a=http://key:hidden@host/path",
        "a=http://key:hidden@host?style=odd",
        "a=http://key:hidden@host?other=1",
        "a=http://hidden@host",
        "a=http://key:hidden@ho st"
      })
  void namesAnEntryThatItCannotReadWithoutItsSecret(String entry) {
    assertThatThrownBy(() -> Endpoints.of(List.of(entry), CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("perigee.origin.endpoints: ")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void credentialsDoNotShowTheirSecret() {
    assertThat(Endpoint.parse(LOCAL_S3).toString()).contains("key").doesNotContain("se/cret");
    assertThat(Endpoint.parse(LOCAL_S3).credentials()).contains(new Credentials("key", "se/cret"));
  }

  private static Destination locate(List<String> entries, Origin origin, boolean viewerHttps) {
    return switch (Endpoints.of(entries, CLOCK).locate(origin, viewerHttps)) {
      case Outcome.Done<Destination> done -> done.value();
      case Outcome.Failed<Destination> failed -> throw new AssertionError(failed.detail());
      case Outcome.Abandoned<Destination> _ -> throw new AssertionError("abandoned");
    };
  }
}
