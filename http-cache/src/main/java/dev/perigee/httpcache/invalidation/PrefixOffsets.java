package dev.perigee.httpcache.invalidation;

import java.util.HashMap;
import java.util.Map;

/**
 * A trie of path prefixes, each with the newest offset at which it was invalidated. A look-up walks
 * the path once, however many prefixes are remembered. Not thread-safe.
 */
final class PrefixOffsets {

  private static final long NONE = -1;

  private Node root = new Node();
  private int size;

  void put(String prefix, long offset) {
    Node node = root;
    for (int i = 0; i < prefix.length(); i++) {
      node = node.children.computeIfAbsent(prefix.charAt(i), _ -> new Node());
    }
    if (node.offset == NONE) {
      size++;
    }
    node.offset = Math.max(node.offset, offset);
  }

  /** The newest offset of any prefix of {@code path}, -1 for none. */
  long newest(String path) {
    long newest = root.offset;
    Node node = root;
    for (int i = 0; i < path.length(); i++) {
      node = node.children.get(path.charAt(i));
      if (node == null) {
        return newest;
      }
      newest = Math.max(newest, node.offset);
    }
    return newest;
  }

  int size() {
    return size;
  }

  void clear() {
    root = new Node();
    size = 0;
  }

  private static final class Node {
    private final Map<Character, Node> children = new HashMap<>(2);
    private long offset = NONE;
  }
}
