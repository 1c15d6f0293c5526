// SPDX-License-Identifier: Apache-2.0
/** The words of the user API: flags, errnos, signals, limits, and the layout of addresses. */
@NullMarked
package org.mmkit.mm.uapi;

import org.jspecify.annotations.NullMarked;
