// SPDX-License-Identifier: Apache-2.0
/** The catalogue of the strategies that come with mmkit. */
package org.mmkit.unmap.shipped;
