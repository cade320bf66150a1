namespace RetentionApi.Platform.Security;

/// <summary>A secret on disk that its owner alone can read.</summary>
internal static class SecretFile
{
    public static async Task WriteAsync(string path, string secret, CancellationToken cancellationToken)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished); // an existing file would keep its mode
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(unfinished, options))
            await writer.WriteAsync(secret.AsMemory(), cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }
}
