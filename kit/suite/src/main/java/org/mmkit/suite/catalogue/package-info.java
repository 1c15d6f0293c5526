// SPDX-License-Identifier: Apache-2.0
/** The catalogue of stages. */
package org.mmkit.suite.catalogue;
