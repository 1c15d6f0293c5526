// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * A part of the kernel that some kernels have otherwise. Each such class declares one, and makes
 * all its instances by what the {@link Parts} of the kernel give for it.
 *
 * @param <F> the function that makes the part
 */
public final class Part<F> {
  private final String name;
  private final F standard;

  private Part(String name, F standard) {
    this.name = name;
    this.standard = standard;
  }

  /**
   * Declares a part.
   *
   * @param name what messages call it
   * @param standard makes it as it should be
   */
  public static <F> Part<F> of(String name, F standard) {
    return new Part<>(name, standard);
  }

  F standard() {
    return standard;
  }

  @Override
  public String toString() {
    return name;
  }
}
