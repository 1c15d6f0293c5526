// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The changes of a source: each call is dropped, doubled and swapped with what stands beside it;
 * each condition is negated, and taken as true and as false; each return returns something else.
 */
final class Mutations {
  private final Original original;
  private final String name;
  private final String source;
  private final List<Mutant> mutants = new ArrayList<>();

  private Mutations(Original original, String name, String source) {
    this.original = original;
    this.name = name;
    this.source = source;
  }

  /** All mutants of a strategy, in the order of its sources; not each compiles. */
  static List<Mutant> of(Original original) {
    List<Mutant> all = new ArrayList<>();
    original
        .sources()
        .forEach((name, source) -> all.addAll(new Mutations(original, name, source).all()));
    return all;
  }

  private List<Mutant> all() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, null, List.of("-proc:none"), null, List.of(new Source(name, source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      new Finder(unit, Trees.instance(task).getSourcePositions()).scan(unit, null);
    } catch (IOException e) {
      throw new IllegalStateException("cannot parse " + name, e);
    }
    return mutants;
  }

  private void add(long at, long end, String change, String before, String text) {
    String changed = source.substring(0, (int) at) + text + source.substring((int) end);
    Map<String, String> sources = new TreeMap<>(original.sources());
    sources.put(name, changed);
    int line = 1 + (int) source.substring(0, (int) at).chars().filter(c -> c == '\n').count();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".java";
    mutants.add(
        new Mutant(original.id(), file, line, onOneLine(change), onOneLine(before), sources));
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Finds what can be changed. */
  private final class Finder extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Finder(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    private long start(Tree tree) {
      return positions.getStartPosition(unit, tree);
    }

    private long end(Tree tree) {
      return positions.getEndPosition(unit, tree);
    }

    private String text(Tree tree) {
      return source.substring((int) start(tree), (int) end(tree));
    }

    private void replace(Tree tree, String change, String text) {
      add(start(tree), end(tree), change, text(tree), text);
    }

    @Override
    public Void visitBlock(BlockTree block, Void none) {
      StatementTree before = null;
      for (StatementTree statement : block.getStatements()) {
        for (ExpressionTree call : Calls.of(statement)) {
          replaceStatement(statement, call);
        }
        if (before != null) {
          String swapped =
              text(statement)
                  + source.substring((int) end(before), (int) start(statement))
                  + text(before);
          add(
              start(before),
              end(statement),
              "swap",
              head(before) + " ⇄ " + head(statement),
              swapped);
        }
        before = statement;
      }
      return super.visitBlock(block, none);
    }

    private void replaceStatement(StatementTree statement, ExpressionTree call) {
      boolean first = Calls.of(statement).get(0) == call;
      if (statement instanceof ExpressionStatementTree plain
          && plain.getExpression() instanceof MethodInvocationTree
          && first) {
        replace(statement, "drop", "");
      }
      add(start(statement), start(statement), "double", text(call), text(call) + "; ");
    }

    private String head(Tree statement) {
      String text = text(statement);
      int brace = text.indexOf('{');
      return brace < 0 ? text : text.substring(0, brace) + "{…}";
    }

    @Override
    public Void visitIf(IfTree tree, Void none) {
      condition(inside(tree.getCondition()));
      return super.visitIf(tree, none);
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void none) {
      condition(inside(tree.getCondition()));
      return super.visitWhileLoop(tree, none);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void none) {
      condition(tree.getCondition());
      return super.visitConditionalExpression(tree, none);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void none) {
      if (tree.getInitializer() != null && tree.getType().toString().equals("boolean")) {
        condition(tree.getInitializer());
      }
      return super.visitVariable(tree, none);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
      if (tree.getBody() instanceof ExpressionTree body && text(body).equals("false")) {
        replace(body, "negate", "true");
      }
      return super.visitLambdaExpression(tree, none);
    }

    private ExpressionTree inside(ExpressionTree condition) {
      return condition instanceof ParenthesizedTree parentheses
          ? parentheses.getExpression()
          : condition;
    }

    private void condition(ExpressionTree condition) {
      replace(condition, "negate", "!(" + text(condition) + ")");
      replace(condition, "as true", "true || " + text(condition));
      replace(condition, "as false", "false && (" + text(condition) + ")");
      if (condition instanceof BinaryTree two
          && (two.getKind() == Tree.Kind.CONDITIONAL_AND
              || two.getKind() == Tree.Kind.CONDITIONAL_OR)) {
        condition(two.getLeftOperand());
        condition(two.getRightOperand());
      }
    }

    @Override
    public Void visitReturn(ReturnTree tree, Void none) {
      ExpressionTree value = tree.getExpression();
      if (value != null && !(value instanceof LambdaExpressionTree)) {
        String text = text(value);
        for (String other : List.of("0", "1", "-22", "-(" + text + ")", "!(" + text + ")")) {
          if (!other.equals(text) && !other.equals("-(0)")) {
            replace(value, "return " + other, other);
          }
        }
      }
      return super.visitReturn(tree, none);
    }
  }
}
