package dev.perigee.config.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages XML documents in the ways that parsers and their users have fallen for. */
final class Mutations {

  private static final Pattern TAG = Pattern.compile("</?[A-Za-z]+");
  private static final Pattern TEXT = Pattern.compile(">([^<]+)<");
  private static final Pattern QUANTITY = Pattern.compile("<(Quantity|HTTPPort|TTL)>[^<]*<");
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.ISO_8859_1,
          Charset.forName("UTF-32"));
  private static final List<String> ENCODINGS =
      List.of(
          "UTF-7",
          "UTF-16",
          "utf-8",
          "ISO-8859-1",
          "latin1",
          "EBCDIC-CP-US",
          "IBM037",
          "x",
          "",
          "bad name",
          "US-ASCII",
          "UTF-32",
          "../../x",
          "%s",
          "java.lang.String");
  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "0",
          "2147483648",
          "99999999999999999999",
          "1e9",
          "NaN",
          "Infinity",
          "0x10",
          " 5 ",
          "",
          "1_000",
          "\u0661",
          "+7",
          "1.5",
          "true",
          "9".repeat(5_000));

  private final Random random;
  private final List<UnaryOperator<String>> kinds;

  /**
   * Makes mutations.
   *
   * @param resources system ids that a parser must not open
   */
  Mutations(Random random, List<String> resources) {
    this.random = random;
    this.kinds =
        List.of(
            this::truncated,
            this::renamedElement,
            this::unknownElement,
            this::elementTwice,
            this::otherNamespace,
            this::prefixed,
            this::otherNumber,
            this::otherText,
            this::textBetweenElements,
            this::commentOrInstruction,
            this::characterData,
            this::manyAttributes,
            this::deep,
            this::withEntity,
            this::reference,
            this::otherDeclaration,
            xml -> doctype(xml, resources.get(random.nextInt(resources.size()))),
            this::multiplyingEntities,
            this::somethingAfter,
            UnaryOperator.identity());
  }

  /** A damaged document, in some encoding; what it says of its encoding may be wrong. */
  byte[] damaged(String xml) {
    String damaged = xml;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      damaged = kinds.get(random.nextInt(kinds.size())).apply(damaged);
    }
    byte[] bytes = encoded(damaged);
    if (bytes.length > 0 && random.nextInt(8) == 0) {
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private byte[] encoded(String xml) {
    if (random.nextInt(4) > 0) {
      return xml.getBytes(StandardCharsets.UTF_8);
    }
    Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
    return (random.nextBoolean() ? "\ufeff" + root(xml) : xml).getBytes(charset);
  }

  private String truncated(String xml) {
    return xml.substring(0, random.nextInt(xml.length() + 1));
  }

  private String renamedElement(String xml) {
    return replaceOne(xml, TAG, match -> match.group() + "X");
  }

  private String unknownElement(String xml) {
    return replaceOne(xml, TAG, match -> "<Unknown>x</Unknown>" + match.group());
  }

  private String elementTwice(String xml) {
    return replaceOne(
        xml, Pattern.compile("<([A-Za-z]+)>[^<]*</\\1>"), match -> match.group() + match.group());
  }

  private String otherNamespace(String xml) {
    return replaceOne(
        xml, TAG, match -> match.group() + (random.nextBoolean() ? " xmlns=''" : " xmlns='urn:x'"));
  }

  private String prefixed(String xml) {
    return replaceOne(xml, TAG, match -> match.group().replaceFirst("[A-Za-z]", "p:$0"));
  }

  private String otherNumber(String xml) {
    String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return replaceOne(xml, QUANTITY, match -> "<" + match.group(1) + ">" + number + "<");
  }

  private String otherText(String xml) {
    String text =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> "&#0;";
          case 2 -> "a".repeat(random.nextInt(100_000));
          case 3 -> "\u0085\u2028\ud83d\ude00\ufffd";
          default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        };
    return replaceOne(xml, TEXT, match -> ">" + text + "<");
  }

  private String textBetweenElements(String xml) {
    return replaceOne(xml, TAG, match -> "text" + match.group());
  }

  private String commentOrInstruction(String xml) {
    String inserted =
        random.nextBoolean() ? "<!-- -- <a> -->" : "<?xml-stylesheet href='file:///x'?>";
    return replaceOne(xml, TAG, match -> inserted + match.group());
  }

  private String characterData(String xml) {
    return replaceOne(
        xml,
        TEXT,
        match -> "><![CDATA[" + match.group(1) + (random.nextBoolean() ? "]]><" : "]]>]]><"));
  }

  private String manyAttributes(String xml) {
    int count = 1 + random.nextInt(2_000);
    return replaceOne(
        xml,
        TAG,
        match -> {
          StringBuilder tag = new StringBuilder(match.group());
          for (int i = 0; i < count; i++) {
            tag.append(" a").append(i).append("='v'");
          }
          return tag.toString();
        });
  }

  private String deep(String xml) {
    int depth = 1 + random.nextInt(5_000);
    return replaceOne(xml, TEXT, match -> ">" + "<Items>".repeat(depth) + "<");
  }

  private String withEntity(String xml) {
    return replaceOne(xml, TEXT, match -> random.nextBoolean() ? ">&xxe;<" : ">&amp;&lt;&#x41;<");
  }

  private String reference(String xml) {
    return replaceOne(xml, TEXT, match -> random.nextBoolean() ? ">&#xFFFFFFFFF;<" : ">&#xD800;<");
  }

  private String otherDeclaration(String xml) {
    String encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
    String version = random.nextInt(4) == 0 ? "1.1" : "1.0";
    return "<?xml version='" + version + "' encoding='" + encoding + "'?>" + root(xml);
  }

  private String doctype(String xml, String resource) {
    String declaration =
        switch (random.nextInt(3)) {
          case 0 -> "<!DOCTYPE x SYSTEM '" + resource + "'>";
          case 1 -> "<!DOCTYPE x [<!ENTITY xxe SYSTEM '" + resource + "'>]>";
          default -> "<!DOCTYPE x [<!ENTITY % p SYSTEM '" + resource + "'> %p;]>";
        };
    return declaration + withEntity(root(xml));
  }

  private String multiplyingEntities(String xml) {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 20; i++) {
      bomb.append("<!ENTITY e%1$d '&e%2$d;&e%2$d;&e%2$d;'>".formatted(i, i - 1));
    }
    return bomb.append("]>") + replaceOne(root(xml), TEXT, match -> ">&e19;<");
  }

  private String somethingAfter(String xml) {
    return xml + (random.nextBoolean() ? "<More/>" : "\u0000text");
  }

  private static String root(String xml) {
    return xml.startsWith("<?xml") ? xml.substring(xml.indexOf("?>") + 2) : xml;
  }

  private interface Replacement {
    String of(MatchResult match);
  }

  private String replaceOne(String xml, Pattern pattern, Replacement replacement) {
    List<MatchResult> matches = new ArrayList<>(pattern.matcher(xml).results().toList());
    if (matches.isEmpty()) {
      return xml;
    }
    MatchResult match = matches.get(random.nextInt(matches.size()));
    return xml.substring(0, match.start()) + replacement.of(match) + xml.substring(match.end());
  }
}
