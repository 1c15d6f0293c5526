// SPDX-License-Identifier: Apache-2.0
/**
 * How a kernel is configured: features, limits, architecture hooks, and the bugs that are switched
 * on.
 */
package org.mmkit.mm.config;
