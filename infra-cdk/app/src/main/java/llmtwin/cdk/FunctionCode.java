package llmtwin.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

/// Where the code of a function module comes from.
interface FunctionCode {

    /// The code of one module.
    ///
    /// @param module a Maven module below `functions/`
    Code of(String module);

    /// The folders that `mvn package -Pdeploy` leaves in each module.
    ///
    /// @param functions the folder that holds the function modules
    static FunctionCode packagedIn(Path functions) {
        return module -> {
            var folder = functions.resolve(module).resolve("target/function");
            if (!Files.isDirectory(folder.resolve("lib"))) {
                throw new IllegalStateException(
                        folder.normalize() + " is missing: package the functions first (mvn package -Pdeploy)");
            }
            return Code.fromAsset(folder.toString());
        };
    }
}
