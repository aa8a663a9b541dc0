package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.origin.Origins;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.ScriptedOrigin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service's end while edges have requests under way. */
class DrainIT {

  @Test
  void whatIsUnderWayEndsAndWhoComesAfterwardsIsSentAway() throws Exception {
    Gate gate = new Gate();
    try (RunningListener service = RunningListener.start();
        ScriptedOrigin origin = ScriptedOrigin.start();
        EdgeConnection downloading = service.connect();
        EdgeConnection idle = service.connect();
        EdgeConnection newcomer = service.connect()) {
      service.knows(Origins.http("127.0.0.1", origin.port()).build());
      origin.on("/long", Answer.ok("half and half").pausingAt(4, gate));
      origin.on("/short", Answer.ok("short"));
      assertThat(idle.get("/short").text()).isEqualTo("short");
      downloading.request("GET", "/long");
      RawHttp.Head begun = downloading.head();

      Thread drain = Thread.ofVirtual().start(() -> service.drain().await(Duration.ofHours(1)));
      RawHttp.Message meanwhile = newcomer.get("/short");
      while (!meanwhile.head().headers("connection").contains("close")) {
        meanwhile = newcomer.get("/short");
      }
      assertThat(meanwhile.text()).isEqualTo("short");

      gate.open();
      assertThat(RawHttp.readBody(downloading.in(), begun)).asString().isEqualTo("half and half");
      drain.join();
      idle.request("GET", "/short");
      assertThat(idle.in().read()).as("an answer").isEqualTo(-1);
    }
  }
}
