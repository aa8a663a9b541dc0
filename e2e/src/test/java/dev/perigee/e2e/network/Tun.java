package dev.perigee.e2e.network;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A TUN device (Linux, {@code Documentation/networking/tuntap.rst}): packets that the kernel routes
 * into it are read here, and what is written here comes out of it. It is gone when it is closed,
 * wherever it was moved. Reading is for one thread, writing for any.
 */
final class Tun implements AutoCloseable {

  private static final int LARGEST_PACKET = 65_535;

  private static final int READ_AND_WRITE = 2;
  private static final long SET_INTERFACE = 0x400454ca;
  private static final short TUN_WITHOUT_HEADER = 0x1001;
  private static final int INTERFACE_REQUEST_BYTES = 40;
  private static final int FLAGS_OFFSET = 16;

  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CONTROL =
      function(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ = function("read", TRANSFER);
  private static final MethodHandle WRITE = function("write", TRANSFER);
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final int descriptor;
  private final MemorySegment incoming = Arena.ofAuto().allocate(LARGEST_PACKET);

  private Tun(int descriptor) {
    this.descriptor = descriptor;
  }

  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }

  /** Makes a device with this name, of at most 15 letters. */
  static Tun create(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), READ_AND_WRITE);
      MemorySegment request = arena.allocate(INTERFACE_REQUEST_BYTES);
      request.setString(0, name);
      request.set(JAVA_SHORT, FLAGS_OFFSET, TUN_WITHOUT_HEADER);
      if (descriptor < 0 || (int) CONTROL.invokeExact(descriptor, SET_INTERFACE, request) < 0) {
        throw new IOException(
            "no TUN device can be made (expected: Linux with /dev/net/tun, root)");
      }
      return new Tun(descriptor);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the next packet; empty once the device is gone. */
  byte[] read() {
    try {
      long bytes = (long) READ.invokeExact(descriptor, incoming, incoming.byteSize());
      return incoming.asSlice(0, Math.max(0, bytes)).toArray(ValueLayout.JAVA_BYTE);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets a packet out; one that the device does not take is lost. */
  void write(byte[] packet) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
      long unused = (long) WRITE.invokeExact(descriptor, bytes, bytes.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      int unused = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
