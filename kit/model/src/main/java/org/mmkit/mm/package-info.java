/** Linux memory management, in the kernel's own words. Knows no strategy. */
package org.mmkit.mm;
