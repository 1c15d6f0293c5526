// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a call takes.
 *
 * @param name its name
 * @param params its parameters in order
 */
public record Signature(String name, List<Param> params) {

  /** Copies the list. */
  public Signature {
    params = List.copyOf(params);
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
