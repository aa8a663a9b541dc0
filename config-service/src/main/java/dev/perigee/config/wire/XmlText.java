package dev.perigee.config.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document as text: UTF-8, or UTF-16 behind a byte order mark, as every XML parser has to read
 * (XML 1.0, 4.3.3). Bytes that are no text in it are refused here, since the JDK's parser would
 * print them as well.
 *
 * @param encoding how the bytes are read
 */
record XmlText(String text, Charset encoding) {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  static XmlText of(byte[] document) {
    Charset encoding = encoding(document);
    try {
      String text =
          encoding
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(document))
              .toString();
      boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return new XmlText(isMarked ? text.substring(1) : text, encoding);
    } catch (CharacterCodingException e) {
      throw ApiException.malformed("the body is not " + encoding + ": " + e.getMessage());
    }
  }

  /**
   * Refuses a declaration of another encoding.
   *
   * @param declared what the document says of itself; null for nothing
   */
  void checkDeclared(@Nullable String declared) {
    if (declared != null && !encoding.name().startsWith(declared.toUpperCase(Locale.ROOT))) {
      throw ApiException.malformed(
          "the body is declared to be " + declared + " (expected: " + encoding + ")");
    }
  }

  private static Charset encoding(byte[] document) {
    if (document.length >= 2) {
      int mark = (document[0] & 0xff) << 8 | document[1] & 0xff;
      if (mark == 0xfeff) {
        return StandardCharsets.UTF_16BE;
      }
      if (mark == 0xfffe) {
        return StandardCharsets.UTF_16LE;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
