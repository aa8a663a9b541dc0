package dev.perigee.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small files in the MaxMind DB format, version 2.0: a binary tree of IPv4 addresses with
 * records of 24 bits, then the data, then what describes the file.
 */
public final class GeoFiles {

  private static final byte[] METADATA_MARK = {
    (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int NONE = -1;

  private GeoFiles() {}

  /** Puts a file in place by renaming. Each network is one first octet, as in 127.0.0.0/8. */
  public static void write(Path file, Map<Integer, Map<String, ?>> byFirstOctet)
      throws IOException {
    List<int[]> nodes = new ArrayList<>();
    nodes.add(new int[] {NONE, NONE});
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Map<int[], Integer> pointers = new LinkedHashMap<>();
    for (Map.Entry<Integer, Map<String, ?>> network : byFirstOctet.entrySet()) {
      int node = 0;
      for (int bit = 7; bit > 0; bit--) {
        int side = network.getKey() >> bit & 1;
        if (nodes.get(node)[side] == NONE) {
          nodes.add(new int[] {NONE, NONE});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
      pointers.put(new int[] {node, network.getKey() & 1}, data.size());
      value(new DataOutputStream(data), network.getValue());
    }
    int count = nodes.size();
    pointers.forEach((place, offset) -> nodes.get(place[0])[place[1]] = count + 16 + offset);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int record : node) {
        int written = record == NONE ? count : record;
        whole.write(new byte[] {(byte) (written >> 16), (byte) (written >> 8), (byte) written});
      }
    }
    whole.write(new byte[16]);
    data.writeTo(whole);
    whole.write(METADATA_MARK);
    value(new DataOutputStream(whole), metadata(count));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, whole.toByteArray());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, ?> metadata(int nodes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("binary_format_major_version", (short) 2);
    all.put("binary_format_minor_version", (short) 0);
    all.put("build_epoch", 1L);
    all.put("database_type", "Test");
    all.put("description", Map.of("en", "for a test"));
    all.put("ip_version", (short) 4);
    all.put("languages", List.of("en"));
    all.put("node_count", nodes);
    all.put("record_size", (short) 24);
    return all;
  }

  private static void value(DataOutputStream out, Object value) throws IOException {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(2 << 5 | bytes.length);
        out.write(bytes);
      }
      case Double number -> {
        out.writeByte(3 << 5 | 8);
        out.writeDouble(number);
      }
      case Short number -> {
        out.writeByte(5 << 5 | 2);
        out.writeShort(number);
      }
      case Long number -> {
        out.writeByte(8);
        out.writeByte(9 - 7);
        out.writeLong(number);
      }
      case Integer number -> {
        out.writeByte(6 << 5 | 4);
        out.writeInt(number);
      }
      case Map<?, ?> map -> {
        out.writeByte(7 << 5 | map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          value(out, entry.getKey());
          value(out, entry.getValue());
        }
      }
      case List<?> list -> {
        out.writeByte(list.size());
        out.writeByte(11 - 7);
        for (Object item : list) {
          value(out, item);
        }
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  /** A record of a country alone. */
  public static Map<String, ?> country(String code) {
    return Map.of("country", Map.of("iso_code", code));
  }
}
