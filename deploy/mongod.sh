#!/bin/sh
# The mongod of another image, copied to /stage/mongo, by that image's own loader and libraries.
set -u
libraries=
for folder in /stage/mongo/usr/lib/*-linux-gnu /stage/mongo/lib/*-linux-gnu /stage/mongo/usr/lib64 /stage/mongo/lib64; do
  [ ! -d "$folder" ] || libraries=$libraries:$folder
done
for loader in /stage/mongo/usr/lib/*-linux-gnu/ld-linux-*.so.* /stage/mongo/lib/*-linux-gnu/ld-linux-*.so.* /stage/mongo/lib64/ld-linux-*.so.* /stage/mongo/lib/ld-linux-*.so.*; do
  [ ! -x "$loader" ] || exec "$loader" --library-path "${libraries#:}" /stage/mongo/usr/bin/mongod "$@"
done
echo "the image has no loader that is known" >&2
exit 1
