// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a call takes.
 *
 * @param name its name
 * @param params its parameters in order
 * @param kinds what kinds of call it is
 */
public record Signature(String name, List<Param> params, Set<CallKind> kinds) {

  /** Copies the list and the set. */
  public Signature {
    params = List.copyOf(params);
    EnumSet<CallKind> copy = EnumSet.noneOf(CallKind.class);
    copy.addAll(kinds);
    kinds = Collections.unmodifiableSet(copy);
  }

  /** The same call of these kinds. */
  Signature is(CallKind... these) {
    return new Signature(name, params, Set.of(these));
  }

  /** The index of a parameter, or -1. */
  public int indexOf(String param) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals(param)) {
        return i;
      }
    }
    return -1;
  }

  /** The smallest number of arguments. */
  public long required() {
    return params.stream().filter(Param::required).count();
  }

  /** For messages: {@code unmap(a,n)}, optional ones in brackets. */
  public String usage() {
    return params.stream()
        .map(p -> p.required() ? p.name() : "[" + p.name() + "]")
        .collect(Collectors.joining(",", name + "(", ")"));
  }
}
