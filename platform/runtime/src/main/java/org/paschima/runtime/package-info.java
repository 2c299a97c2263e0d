/** What every service runs on: settings, lifecycle, health, time, zones. No domain word. */
@NullMarked
package org.paschima.runtime;

import org.jspecify.annotations.NullMarked;
