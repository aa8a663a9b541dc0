package dev.perigee.httpcache.invalidation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Exact paths and prefixes, each with the newest offset at which it was invalidated: a radix tree
 * over their UTF-8 bytes. A look-up walks the path once, however much is remembered.
 *
 * <p>Offsets never go down from put to put, so a prefix covers everything that was put below it
 * before: that is dropped. Hence every node but the root either holds an entry or branches, and
 * there are at most twice as many nodes as entries.
 *
 * <p>Not thread-safe.
 */
final class PathOffsets {

  private static final long NONE = -1;

  private Node root = new Node(new byte[0]);
  private int size;
  private long bytes = root.bytes();

  /** Remembers one path, or with {@code prefix} everything that begins with it. */
  void put(String path, boolean prefix, long offset) {
    byte[] key = path.getBytes(UTF_8);
    Node node = root;
    int at = 0;
    while (node.prefixOffset < offset) {
      if (at == key.length) {
        set(node, prefix, offset);
        return;
      }
      int found = node.indexOf(key[at]);
      if (found >= 0) {
        node = reach(node, found, key, at);
        at += node.label.length;
      } else {
        node = addLeaf(node, -found - 1, Arrays.copyOfRange(key, at, key.length));
        at = key.length;
      }
    }
  }

  private void set(Node node, boolean prefix, long offset) {
    if (prefix) {
      dropCovered(node);
      size += node.prefixOffset == NONE ? 1 : 0;
      node.prefixOffset = offset;
    } else {
      size += node.exactOffset == NONE ? 1 : 0;
      node.exactOffset = offset;
    }
  }

  /** The child at {@code index}, cut to what its label has in common with the key. */
  private Node reach(Node parent, int index, byte[] key, int at) {
    Node child = parent.children[index];
    int differs = Arrays.mismatch(child.label, 0, child.label.length, key, at, key.length);
    if (differs < 0 || differs == child.label.length) {
      return child;
    }
    bytes -= child.bytes();
    Node upper = new Node(Arrays.copyOf(child.label, differs));
    child.label = Arrays.copyOfRange(child.label, differs, child.label.length);
    upper.children = new Node[] {child};
    parent.children[index] = upper;
    bytes += upper.bytes() + child.bytes();
    return upper;
  }

  private Node addLeaf(Node parent, int index, byte[] label) {
    Node leaf = new Node(label);
    bytes -= parent.bytes();
    parent.insert(index, leaf);
    bytes += parent.bytes() + leaf.bytes();
    return leaf;
  }

  /** Drops the node's own exact path and everything below it. */
  private void dropCovered(Node node) {
    bytes -= node.bytes();
    Deque<Node> dropped = new ArrayDeque<>(Arrays.asList(node.children));
    node.children = Node.NO_CHILDREN;
    bytes += node.bytes();
    size -= node.exactOffset == NONE ? 0 : 1;
    node.exactOffset = NONE;
    for (Node next = dropped.poll(); next != null; next = dropped.poll()) {
      bytes -= next.bytes();
      size -= next.entries();
      dropped.addAll(Arrays.asList(next.children));
    }
  }

  /** The newest offset of the path itself and of all its prefixes, -1 for none. */
  long newest(String path) {
    byte[] key = path.getBytes(UTF_8);
    long newest = NONE;
    Node node = root;
    int at = 0;
    while (true) {
      newest = Math.max(newest, node.prefixOffset);
      if (at == key.length) {
        return Math.max(newest, node.exactOffset);
      }
      int found = node.indexOf(key[at]);
      if (found < 0 || !node.children[found].isIn(key, at)) {
        return newest;
      }
      node = node.children[found];
      at += node.label.length;
    }
  }

  /** How many paths and prefixes are remembered. */
  int size() {
    return size;
  }

  /**
   * Bytes of heap that all of this takes: the sizes of its objects in a 64-bit JVM with compressed
   * pointers, added up as they come and go.
   */
  long bytes() {
    return bytes;
  }

  void clear() {
    root = new Node(new byte[0]);
    size = 0;
    bytes = root.bytes();
  }

  private static final class Node {
    private static final Node[] NO_CHILDREN = {};

    /** Object header 12, two references 8, two longs 16, and padding. */
    private static final int OBJECT_BYTES = 40;

    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;

    private byte[] label;

    /** In the order of their labels' first bytes, no two of which are the same. */
    private Node[] children = NO_CHILDREN;

    private long prefixOffset = NONE;
    private long exactOffset = NONE;

    Node(byte[] label) {
      this.label = label;
    }

    /** Where the child is whose label begins so; {@code -(where it belongs) - 1} for none. */
    int indexOf(byte first) {
      int low = 0;
      int high = children.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = Byte.compare(children[middle].label[0], first);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -low - 1;
    }

    void insert(int index, Node child) {
      Node[] more = new Node[children.length + 1];
      System.arraycopy(children, 0, more, 0, index);
      more[index] = child;
      System.arraycopy(children, index, more, index + 1, children.length - index);
      children = more;
    }

    boolean isIn(byte[] key, int at) {
      int end = at + label.length;
      return end <= key.length && Arrays.equals(label, 0, label.length, key, at, end);
    }

    int entries() {
      return (prefixOffset == NONE ? 0 : 1) + (exactOffset == NONE ? 0 : 1);
    }

    long bytes() {
      long own = OBJECT_BYTES + arrayBytes(label.length);
      return children.length == 0
          ? own
          : own + arrayBytes((long) children.length * REFERENCE_BYTES);
    }

    private static long arrayBytes(long content) {
      return (ARRAY_HEADER_BYTES + content + 7) & ~7L;
    }
  }
}
