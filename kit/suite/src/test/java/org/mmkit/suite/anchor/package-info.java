// SPDX-License-Identifier: Apache-2.0
/** The model beside measured kernels: what the page of anchors shows, and how far it may be off. */
@NullMarked
package org.mmkit.suite.anchor;

import org.jspecify.annotations.NullMarked;
