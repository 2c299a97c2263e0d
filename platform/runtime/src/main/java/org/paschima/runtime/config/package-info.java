/** Settings from the environment: read once, before anything is opened, with every problem reported at once. */
@NullMarked
package org.paschima.runtime.config;

import org.jspecify.annotations.NullMarked;
