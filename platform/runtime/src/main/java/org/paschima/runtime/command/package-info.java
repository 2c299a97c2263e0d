/** Command lines: what those of the stack, the log tools and the bench have in common. */
@NullMarked
package org.paschima.runtime.command;

import org.jspecify.annotations.NullMarked;
