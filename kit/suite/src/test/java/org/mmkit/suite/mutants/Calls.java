// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/** The calls that a statement makes itself, not in the blocks below it; the outermost of each. */
final class Calls extends TreeScanner<Void, Void> {
  private final List<ExpressionTree> calls = new ArrayList<>();

  private Calls() {}

  static List<ExpressionTree> of(StatementTree statement) {
    Calls finder = new Calls();
    Tree own = statement;
    if (statement instanceof IfTree choice) {
      own = choice.getCondition();
    } else if (statement instanceof WhileLoopTree loop) {
      own = loop.getCondition();
    } else if (statement.getKind() == Tree.Kind.ENHANCED_FOR_LOOP) {
      return List.of();
    }
    finder.scan(own, null);
    return finder.calls;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
    calls.add(tree);
    return null;
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
    return null;
  }
}
