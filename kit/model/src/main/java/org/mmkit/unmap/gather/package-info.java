// SPDX-License-Identifier: Apache-2.0
/** The way of Linux 6.12: gather, then complete. */
package org.mmkit.unmap.gather;
