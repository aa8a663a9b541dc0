package dev.perigee.httpcache.structured;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a dictionary of structured fields, strictly (RFC 9651, section 4.2.2): names in lower case
 * with items, inner lists or nothing as values. Parameters are read and dropped.
 *
 * <p>A value comes out as {@link Boolean}, {@link Long} or {@link String} where it is of that type,
 * as {@link Other} where it is of another.
 */
public final class Dictionary {

  /** A value of a type that no caller asks for: decimal, token, bytes, date or inner list. */
  public enum Other {
    VALUE
  }

  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_DECIMAL_DIGITS = 12;
  private static final int MAX_FRACTION_DIGITS = 3;

  private final String text;
  private int at;

  private Dictionary(String text) {
    this.text = text;
  }

  /** The members in order, the last of a name counting; empty where the syntax is broken. */
  public static Optional<Map<String, Object>> parse(String field) {
    try {
      return Optional.of(new Dictionary(field).read());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private Map<String, Object> read() throws MalformedException {
    Map<String, Object> members = new LinkedHashMap<>();
    skip(" ");
    while (at < text.length()) {
      String key = key();
      members.remove(key);
      members.put(key, take('=') ? value() : Boolean.TRUE);
      parameters();
      skip(" \t");
      if (at == text.length()) {
        return members;
      }
      expect(',');
      skip(" \t");
      if (at == text.length()) {
        throw new MalformedException();
      }
    }
    return members;
  }

  private Object value() throws MalformedException {
    if (!take('(')) {
      return item();
    }
    skip(" ");
    while (!take(')')) {
      item();
      parameters();
      if (peek() != ')') {
        expect(' ');
        skip(" ");
      }
    }
    return Other.VALUE;
  }

  private Object item() throws MalformedException {
    char first = peek();
    return switch (first) {
      case '"' -> string();
      case '?' -> bool();
      case ':' -> bytes();
      case '@' -> date();
      default -> first == '-' || isDigit(first) ? number() : token();
    };
  }

  private void parameters() throws MalformedException {
    while (take(';')) {
      skip(" ");
      key();
      if (take('=')) {
        item();
      }
    }
  }

  private String key() throws MalformedException {
    int from = at;
    if (!isLower(peek()) && peek() != '*') {
      throw new MalformedException();
    }
    while (at < text.length() && isKeyPart(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String string() throws MalformedException {
    StringBuilder value = new StringBuilder();
    at++;
    while (!take('"')) {
      char next = peek();
      if (next == '\\') {
        at++;
        next = peek();
        if (next != '"' && next != '\\') {
          throw new MalformedException();
        }
      } else if (next < ' ' || next > '~') {
        throw new MalformedException();
      }
      value.append(next);
      at++;
    }
    return value.toString();
  }

  private Boolean bool() throws MalformedException {
    at++;
    if (take('1')) {
      return Boolean.TRUE;
    }
    expect('0');
    return Boolean.FALSE;
  }

  private Other bytes() throws MalformedException {
    at++;
    while (!take(':')) {
      char next = peek();
      if (!isDigit(next) && !isLetter(next) && "+/=".indexOf(next) < 0) {
        throw new MalformedException();
      }
      at++;
    }
    return Other.VALUE;
  }

  private Other date() throws MalformedException {
    at++;
    if (!(number() instanceof Long)) {
      throw new MalformedException();
    }
    return Other.VALUE;
  }

  private Object number() throws MalformedException {
    int from = at;
    take('-');
    int whole = digits();
    if (whole == 0) {
      throw new MalformedException();
    }
    if (take('.')) {
      int fraction = digits();
      if (whole > MAX_DECIMAL_DIGITS || fraction == 0 || fraction > MAX_FRACTION_DIGITS) {
        throw new MalformedException();
      }
      return Other.VALUE;
    }
    if (whole > MAX_INTEGER_DIGITS) {
      throw new MalformedException();
    }
    return Long.valueOf(text.substring(from, at));
  }

  private int digits() {
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private Other token() throws MalformedException {
    if (!isLetter(peek()) && peek() != '*') {
      throw new MalformedException();
    }
    while (at < text.length() && isTokenPart(text.charAt(at))) {
      at++;
    }
    return Other.VALUE;
  }

  private void skip(String spaces) {
    while (at < text.length() && spaces.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws MalformedException {
    if (at == text.length()) {
      throw new MalformedException();
    }
    return text.charAt(at);
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) throws MalformedException {
    if (!take(wanted)) {
      throw new MalformedException();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetter(char c) {
    return isLower(c) || c >= 'A' && c <= 'Z';
  }

  private static boolean isKeyPart(char c) {
    return isLower(c) || isDigit(c) || "_-.*".indexOf(c) >= 0;
  }

  private static boolean isTokenPart(char c) {
    return isLetter(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
  }

  /** The syntax is broken. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
