using AkkaSocketIo.LoadGenerator;

try
{
    Console.WriteLine(Scenario.Create(Options.Parse(args)).Run());
    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}
catch (TimeoutException e)
{
    Console.Error.WriteLine($"timeout: {e.Message}");
    return 3;
}
catch (Exception e) when (e is ProtocolException or IOException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine($"failed: {e.Message}");
    return 1;
}
