package dev.perigee.local.kafka;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import java.nio.file.Path;
import java.util.List;

/**
 * What it takes to run the broker.
 *
 * @param data kept between starts
 */
public record KafkaCommand(Path data, int port, int controllerPort) {

  private static final int HEAP_MEGABYTES = 160;

  public List<String> in(Installation installation) {
    return JavaCommand.of(installation)
        .heapMegabytes(HEAP_MEGABYTES)
        .lightCompilation()
        .main(
            "dev.perigee.local.kafka.KafkaNode",
            List.of(data.toString(), Integer.toString(port), Integer.toString(controllerPort)));
  }
}
