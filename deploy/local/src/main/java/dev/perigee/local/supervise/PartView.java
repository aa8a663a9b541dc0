package dev.perigee.local.supervise;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part at one moment, to be shown.
 *
 * @param phase one word
 * @param note why the part is not running, or nothing
 * @param uptime since it became ready
 */
public record PartView(
    String name,
    String address,
    Phase phase,
    OptionalLong pid,
    Optional<Duration> uptime,
    String note) {

  /** The states of a part, as people see them. */
  public enum Phase {
    STOPPED,
    WAITING,
    STARTING,
    RUNNING,
    RESTARTING,
    STOPPING,
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static PartView of(Part part, long now) {
    String name = part.definition().name();
    String address = part.definition().address();
    OptionalLong none = OptionalLong.empty();
    return switch (part.state()) {
      case PartState.Stopped s ->
          new PartView(name, address, Phase.STOPPED, none, Optional.empty(), "");
      case PartState.Waiting w ->
          new PartView(name, address, Phase.WAITING, none, Optional.empty(), "");
      case PartState.Preparing p ->
          new PartView(name, address, Phase.STARTING, none, Optional.empty(), "");
      case PartState.Starting s ->
          new PartView(name, address, Phase.STARTING, pid(s.process()), Optional.empty(), "");
      case PartState.Running r ->
          new PartView(
              name,
              address,
              Phase.RUNNING,
              pid(r.process()),
              Optional.of(Duration.ofNanos(now - r.sinceNanos())),
              "");
      case PartState.BackingOff b ->
          new PartView(name, address, Phase.RESTARTING, none, Optional.empty(), b.reason());
      case PartState.Stopping s ->
          new PartView(name, address, Phase.STOPPING, pid(s.process()), Optional.empty(), "");
      case PartState.Failed f ->
          new PartView(name, address, Phase.FAILED, none, Optional.empty(), f.reason());
    };
  }

  private static OptionalLong pid(PartProcess process) {
    return OptionalLong.of(process.pid());
  }
}
