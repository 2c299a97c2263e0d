/** Tests of bounded JSON. */
@NullMarked
package org.paschima.contract.json;

import org.jspecify.annotations.NullMarked;
