// SPDX-License-Identifier: Apache-2.0
package student;

/** No way to unmap. */
public final class Other {}
