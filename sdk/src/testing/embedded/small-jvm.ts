/** Flags for a server that shares a laptop: little memory, one collector thread, fast to start. */
export const smallJvm: readonly string[] = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
