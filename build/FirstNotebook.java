/// Says what a reader's first command is about to do, before it does it in silence.
///
/// Started from source by the parent pom while no notebook has been compiled.
void main() {
    System.err.println(
            "First, once: Maven downloads libraries and compiles the book, in half a minute or a"
                    + " few minutes. The next run begins at once.");
}
