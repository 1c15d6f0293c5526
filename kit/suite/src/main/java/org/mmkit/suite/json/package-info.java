// SPDX-License-Identifier: Apache-2.0
/**
 * JSON text, written and read without third-party code: integers only, the same bytes each time.
 */
package org.mmkit.suite.json;
