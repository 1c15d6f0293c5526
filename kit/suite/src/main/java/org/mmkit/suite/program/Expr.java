// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** A number as the source writes it: literals, symbols, sums, products, quotients, parentheses. */
public sealed interface Expr {

  /** The value, exactly. */
  Fraction value(Env env);

  /** Whether the value depends on where something landed. */
  boolean isDynamic();

  /** Source text that parses to this expression. */
  String text();

  /** A literal; the text keeps its base and its point. */
  record Literal(String text, Fraction number) implements Expr {
    @Override
    public Fraction value(Env env) {
      return number;
    }

    @Override
    public boolean isDynamic() {
      return false;
    }
  }

  /** The names that stand for numbers. */
  enum Symbol implements Expr {
    /** First byte of the arena. */
    B,
    /** Bytes of a page. */
    P,
    /** First byte behind user space. */
    TASK,
    /** The page of address 0. */
    NULL,
    /** The page at which the last map, hint or remap landed. */
    L;

    @Override
    public Fraction value(Env env) {
      return Fraction.of(
          switch (this) {
            case B -> Arena.BASE;
            case P -> Arena.PAGE;
            case TASK -> Arena.TASK_SIZE;
            case NULL -> -Arena.BASE / Arena.PAGE;
            case L -> env.landedPage();
          });
    }

    @Override
    public boolean isDynamic() {
      return this == L;
    }

    @Override
    public String text() {
      return name();
    }
  }

  /** {@code -x}. */
  record Negation(Expr operand) implements Expr {
    @Override
    public Fraction value(Env env) {
      return operand.value(env).negated();
    }

    @Override
    public boolean isDynamic() {
      return operand.isDynamic();
    }

    @Override
    public String text() {
      return "-" + operand.text();
    }
  }

  /** {@code (x)}. */
  record Group(Expr inner) implements Expr {
    @Override
    public Fraction value(Env env) {
      return inner.value(env);
    }

    @Override
    public boolean isDynamic() {
      return inner.isDynamic();
    }

    @Override
    public String text() {
      return "(" + inner.text() + ")";
    }
  }

  /** {@code x + y} and its kind; the operator is one of {@code + - * /}. */
  record Binary(char operator, Expr left, Expr right) implements Expr {
    @Override
    public Fraction value(Env env) {
      Fraction x = left.value(env);
      Fraction y = right.value(env);
      return switch (operator) {
        case '+' -> x.plus(y);
        case '-' -> x.minus(y);
        case '*' -> x.times(y);
        default -> x.dividedBy(y);
      };
    }

    @Override
    public boolean isDynamic() {
      return left.isDynamic() || right.isDynamic();
    }

    @Override
    public String text() {
      return left.text() + operator + right.text();
    }
  }
}
