/** Stands in for another service, for a planted violation to depend on. */
@NullMarked
package org.paschima.session.planted;

import org.jspecify.annotations.NullMarked;
