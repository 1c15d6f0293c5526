// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A call with its arguments, which fit its signature.
 *
 * @param name the call
 * @param args one for each parameter of the signature, in its order; {@link Arg.Omitted} for those
 *     that were not written
 */
public record Call(String name, List<Arg> args) {

  /** Copies the list. */
  public Call {
    args = List.copyOf(args);
  }

  /** What the call takes. */
  public Signature signature() {
    return Signatures.find(name).orElseThrow();
  }

  /** Whether an argument has a value, written or by default. */
  public boolean has(String param) {
    return !(arg(param) instanceof Arg.Omitted);
  }

  /** A number of pages in bytes; what is less than a byte is cut off. */
  public long pages(String param, Env env) {
    return number(param, env).times(Fraction.of(Arena.PAGE)).toLong();
  }

  /** The arena address that a number of pages stands for. */
  public long address(String param, Env env) {
    return Arena.address(pages(param, env));
  }

  /** A number of bytes, an absolute address or flags, modulo 2^64. */
  public long value(String param, Env env) {
    return number(param, env).toLong();
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
    return List.of(text(param).split("\\|")).stream().filter(word -> !word.isEmpty()).toList();
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

  private Fraction number(String param, Env env) {
    if (arg(param) instanceof Arg.Num num) {
      return num.expr().value(env);
    }
    throw new IllegalArgumentException(
        name
            + " has no number for "
            + param
            + ": "
            + args.stream().map(Object::toString).collect(Collectors.joining(",")));
  }

  private Arg arg(String param) {
    Signature signature = signature();
    int index = signature.indexOf(param);
    if (index < 0) {
      throw new IllegalArgumentException(signature.usage() + " has no parameter " + param);
    }
    Arg given = args.get(index);
    return given instanceof Arg.Omitted ? signature.params().get(index).fallback() : given;
  }
}
