// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * An open file description.
 *
 * @param inode what is open
 * @param readable opened for reading
 * @param writable opened for writing
 */
public record OpenFile(Inode inode, boolean readable, boolean writable) {}
