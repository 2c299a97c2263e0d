/** Where the wire form would be. */
@NullMarked
package org.paschima.planted.contract.codec;

import org.jspecify.annotations.NullMarked;
