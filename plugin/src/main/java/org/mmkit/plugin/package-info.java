/** The goals: parameters in, one call, the build's answer out. */
package org.mmkit.plugin;
