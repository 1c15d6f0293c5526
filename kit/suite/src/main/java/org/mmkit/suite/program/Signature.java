// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a call takes. */
public final class Signature {
  private final String name;
  private final List<Param> params;
  private final String[] names;
  private final Set<CallKind> kinds;

  /**
   * A signature.
   *
   * @param name its name
   * @param params its parameters in order
   * @param kinds what kinds of call it is
   */
  public Signature(String name, List<Param> params, Set<CallKind> kinds) {
    this.name = name;
    this.params = List.copyOf(params);
    this.names = params.stream().map(Param::name).toArray(String[]::new);
    EnumSet<CallKind> copy = EnumSet.noneOf(CallKind.class);
    copy.addAll(kinds);
    this.kinds = Collections.unmodifiableSet(copy);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its parameters in order. */
  public List<Param> params() {
    return params;
  }

  /** What kinds of call it is. */
  public Set<CallKind> kinds() {
    return kinds;
  }

  /** The same call of these kinds. */
  Signature is(CallKind... these) {
    return new Signature(name, params, Set.of(these));
  }

  /** The index of a parameter, or -1. */
  public int indexOf(String param) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(param)) {
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
