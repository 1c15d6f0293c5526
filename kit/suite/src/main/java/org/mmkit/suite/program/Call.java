// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call with its arguments, which fit its signature. What an argument is worth is worked out once,
 * unless it depends on where something landed: a call is carried out in millions of schedules.
 */
public final class Call {
  private static final Fraction PAGE = Fraction.of(Arena.PAGE);

  private final String name;
  private final List<Arg> args;

  /** The arguments, and for those that were not written what they are by default. */
  private final Arg[] meant;

  private final int hash;
  private final Signature signature;

  /** By parameter: the value in bytes, the value as it is, and the words, where they are known. */
  private final Long[] pages;

  private final Long[] values;
  private final List<String>[] words;

  /**
   * A call.
   *
   * @param args one for each parameter of the signature, in its order; {@link Arg.Omitted} for
   *     those that were not written
   * @throws NoSuchElementException if there is no call of that name
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Call(String name, List<Arg> args) {
    this.name = name;
    this.args = List.copyOf(args);
    this.hash = 31 * name.hashCode() + this.args.hashCode();
    this.signature =
        Signatures.find(name)
            .orElseThrow(() -> new NoSuchElementException("there is no call " + name));
    int count = signature.params().size();
    this.meant = new Arg[count];
    for (int i = 0; i < count; i++) {
      Arg given = this.args.get(i);
      meant[i] = given instanceof Arg.Omitted ? signature.params().get(i).fallback() : given;
    }
    this.pages = new Long[count];
    this.values = new Long[count];
    this.words = new List[count];
  }

  /** The call that a text is, such as {@code map(0,4)}. */
  public static Call parse(String text) {
    return CallParser.parse(new Cursor(new SourceLine("", 1, text), 0, text.length()));
  }

  /** A call whose parameters all have defaults, with these. */
  public static Call withDefaults(String name) {
    Signature signature = Signatures.find(name).orElseThrow();
    return new Call(name, signature.params().stream().map(p -> (Arg) new Arg.Omitted()).toList());
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** An argument for each parameter. */
  public List<Arg> args() {
    return args;
  }

  /** What the call takes. */
  public Signature signature() {
    return signature;
  }

  /** Whether it is a call of a kind. */
  public boolean is(CallKind kind) {
    return signature.kinds().contains(kind);
  }

  /** Whether an argument has a value, written or by default. */
  public boolean has(String param) {
    return !(arg(param) instanceof Arg.Omitted);
  }

  /** A number of pages in bytes; what is less than a byte is cut off. */
  public long pages(String param, Env env) {
    int index = index(param);
    Long known = pages[index];
    if (known != null) {
      return known;
    }
    Expr expr = number(param);
    long value = expr.value(env).times(PAGE).toLong();
    if (!expr.isDynamic()) {
      pages[index] = value;
    }
    return value;
  }

  /** The arena address that a number of pages stands for. */
  public long address(String param, Env env) {
    return Arena.address(pages(param, env));
  }

  /** A number of bytes, an absolute address or flags, modulo 2^64. */
  public long value(String param, Env env) {
    int index = index(param);
    Long known = values[index];
    if (known != null) {
      return known;
    }
    Expr expr = number(param);
    long value = expr.value(env).toLong();
    if (!expr.isDynamic()) {
      values[index] = value;
    }
    return value;
  }

  /** A protection's bits. */
  public long prot(String param, Env env) {
    if (!(arg(param) instanceof Arg.Prot prot)) {
      return value(param, env);
    }
    long bits = 0;
    for (char letter : prot.letters().toCharArray()) {
      bits |= letter == 'R' ? 1 : letter == 'W' ? 2 : letter == 'X' ? 4 : 0;
    }
    return bits | prot.more().map(more -> more.value(env).toLong()).orElse(0L);
  }

  /** A byte: the character's number, or the number itself (0 to 255). */
  public int character(String param, Env env) {
    return arg(param) instanceof Arg.Text text
        ? text.value().charAt(0) & 0xff
        : (int) (value(param, env) & 0xff);
  }

  /** A string as written. */
  public String text(String param) {
    return ((Arg.Text) arg(param)).value();
  }

  /** Whether an argument is a string. */
  public boolean isText(String param) {
    return arg(param) instanceof Arg.Text;
  }

  /** The words of a bar-separated string, without empty ones. */
  public List<String> words(String param) {
    int index = index(param);
    if (words[index] == null) {
      String text = text(param);
      words[index] =
          text.isEmpty()
              ? List.of()
              : text.indexOf('|') < 0
                  ? List.of(text)
                  : Stream.of(text.split("\\|")).filter(word -> !word.isEmpty()).toList();
    }
    return words[index];
  }

  /** Whether a string holds a letter, or a bar-separated one the word. */
  public boolean hasLetter(String param, char letter) {
    return text(param).indexOf(letter) >= 0;
  }

  /** The calls in quotes. */
  public List<Call> ops(String param) {
    return ((Arg.Ops) arg(param)).calls();
  }

  /** Source text that parses to this call. */
  public String text() {
    return CaseFormatter.format(this);
  }

  @Override
  public String toString() {
    return text();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Call that
            && hash == that.hash
            && name.equals(that.name)
            && args.equals(that.args);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Whether what a number is worth depends on where something landed. */
  public boolean isDynamic(String param) {
    return number(param).isDynamic();
  }

  private Expr number(String param) {
    if (arg(param) instanceof Arg.Num num) {
      return num.expr();
    }
    throw new IllegalArgumentException(
        name
            + " has no number for "
            + param
            + ": "
            + args.stream().map(Object::toString).collect(Collectors.joining(",")));
  }

  private int index(String param) {
    int index = signature.indexOf(param);
    if (index < 0) {
      throw new IllegalArgumentException(signature.usage() + " has no parameter " + param);
    }
    return index;
  }

  private Arg arg(String param) {
    return meant[index(param)];
  }
}
