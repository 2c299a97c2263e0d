/** Tests of what requests become. */
@NullMarked
package org.paschima.session.domain;

import org.jspecify.annotations.NullMarked;
