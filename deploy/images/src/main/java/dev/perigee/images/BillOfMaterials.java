package dev.perigee.images;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What an image contains, in CycloneDX's form. The same image has the same bill. */
@JsonPropertyOrder({"bomFormat", "specVersion", "version", "metadata", "components"})
record BillOfMaterials(Metadata metadata, List<Component> components) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * @param timestamp in ISO 8601
   */
  record Metadata(String timestamp, Component component) {}

  static BillOfMaterials of(Component application, Instant created, List<Component> components) {
    return new BillOfMaterials(new Metadata(created.toString(), application), components);
  }

  public String getBomFormat() {
    return "CycloneDX";
  }

  public String getSpecVersion() {
    return "1.6";
  }

  public int getVersion() {
    return 1;
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
