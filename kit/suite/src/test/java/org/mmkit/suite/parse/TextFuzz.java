// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Texts that are changed at random, for a parser: it takes them, or says by an exception of its own
 * what is wrong. What it has to say guides the search: a text for which it says something new is
 * changed further.
 */
public final class TextFuzz {
  /** Changed texts, at the least, for each parser. */
  public static final int INPUTS = 100_000;

  private static final long SEED = 20180809;
  private static final int CORPUS_MAX = 2000;
  private static final int TEXT_MAX = 5000;
  private static final int MESSAGE_MAX = 20_000;
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "63",
          "64",
          "4096",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "0x",
          "0xffffffff",
          "1e9",
          "0.0000001",
          "1/0",
          "99999999999999999999999999",
          "NaN");
  private static final String ODD =
      "|@#:=,;.()[]{}<>'\"\\/*?-+!~^&%$ \t\r\n\u0000\u001b\u0085\u2028\ufeff\ud800\udc00äß٣";

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<String> corpus = new ArrayList<>();
  private final List<String> words;
  private final Set<Class<?>> named;
  private final Set<String> heard = new HashSet<>();
  private final int kept;
  private int accepted;

  /**
   * @param seeds texts that the parser takes
   * @param named the exceptions by which it says what is wrong
   */
  public TextFuzz(List<String> seeds, Class<?>... named) {
    corpus.addAll(seeds);
    kept = 2 * seeds.stream().mapToInt(String::length).max().orElse(0);
    words =
        seeds.stream()
            .flatMap(text -> Stream.of(text.split("(?<=\\W)|(?=\\W)")))
            .filter(word -> !word.isBlank())
            .distinct()
            .toList();
    this.named = Set.of(named);
  }

  /** Gives the parser that many texts. */
  public void run(Consumer<String> parser) {
    for (int i = 0; i < INPUTS; i++) {
      String text = changed();
      String said = said(parser, text, i);
      if (heard.add(said.replaceAll("[0-9]+", "#").replaceAll("['\"“].*", ""))
          && corpus.size() < CORPUS_MAX
          && text.length() < kept) {
        corpus.add(text);
      }
    }
    // Texts that are right are among them, and many kinds of wrong ones, or this says nothing.
    assertThat(accepted).isPositive();
    assertThat(heard).hasSizeGreaterThan(8);
  }

  private String said(Consumer<String> parser, String text, int number) {
    try {
      parser.accept(text);
      accepted++;
      return "";
    } catch (Throwable e) {
      String said = String.valueOf(e.getMessage());
      if (named.stream().noneMatch(type -> type.isInstance(e))
          || said.isBlank()
          || said.length() > MESSAGE_MAX) {
        fail("text " + number + " of seed " + SEED + ":\n" + shown(text), e);
      }
      return said;
    }
  }

  private static String shown(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(c >= ' ' && c < 0x7f || c == '\n' ? "" + c : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  private String changed() {
    StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      change(text);
    }
    text.setLength(Math.min(TEXT_MAX, text.length()));
    return text.toString();
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(40)));
    switch (random.nextInt(10)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
      case 3 -> text.replace(at, end, pick(words));
      case 4 -> text.insert(at, pick(words));
      case 5 -> number(text, at);
      case 6 -> splice(text, at);
      case 7 -> line(text, at);
      case 8 -> text.setLength(random.nextInt(10) == 0 ? at : text.length());
      default -> many(text, at);
    }
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Puts an odd number where one is. */
  private void number(StringBuilder text, int at) {
    int from = at;
    while (from < text.length() && !Character.isDigit(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    text.replace(from, to, pick(NUMBERS));
  }

  private void splice(StringBuilder text, int at) {
    String other = pick(corpus);
    text.replace(at, text.length(), other.substring(random.nextInt(other.length() + 1)));
  }

  /** Takes a line out, or has it twice. */
  private void line(StringBuilder text, int at) {
    int from = text.lastIndexOf("\n", at) + 1;
    int end = text.indexOf("\n", at);
    int to = end < 0 ? text.length() : end + 1;
    if (from < to && random.nextBoolean()) {
      text.insert(from, text.substring(from, to));
    } else if (from < to) {
      text.delete(from, to);
    }
  }

  /** Something very often, such as a thousand opening brackets. */
  private void many(StringBuilder text, int at) {
    if (random.nextInt(40) == 0) {
      text.insert(at, pick(words).repeat(1 + random.nextInt(500)));
    } else if (random.nextInt(40) == 0) {
      text.insert(at, ("" + ODD.charAt(random.nextInt(24))).repeat(1 + random.nextInt(2000)));
    }
  }
}
